"""From what the archive keeps to what a page shows: plain values, no queries but those of `opened`."""
