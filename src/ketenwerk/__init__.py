"""ketenwerk: the administration of Dutch youth care (Jeugdwet, iJw) and social support (Wmo, iWmo), release 3.2.

The library reads, judges, writes and answers messages. It has no database and no web; `ketenwerk[app]` is the whole application.

    bericht = ketenwerk.read(data)       # bytes or path -> typed, immutable message; raises NotReadable with the findings
    report = ketenwerk.check(data)       # levels 1 and 2
    data = ketenwerk.write(bericht)      # bytes: UTF-8 without BOM
"""

from ketenwerk.messages.finding import Finding
from ketenwerk.messages.read import NotReadable, read
from ketenwerk.messages.write import NotWritable, write
from ketenwerk.rules.judge import Report, check
from ketenwerk.rules.reply import reply
from ketenwerk.standard.basis import Bericht

__version__ = "0.1.0"

__all__ = ["Bericht", "Finding", "NotReadable", "NotWritable", "Report", "check", "read", "reply", "write"]
