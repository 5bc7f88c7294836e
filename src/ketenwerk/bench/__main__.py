"""`python -m ketenwerk.bench`."""

import sys

from ketenwerk.bench import main

sys.exit(main())
