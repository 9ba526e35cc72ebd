Nobody answers; one millisecond after the deadline the dispute is over, and the money is as if it were lost.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
tick      6d
notices   D1                  opened, due_soon                                                  # a day before, once
tick      1d
state     D1                  needs_response                                                    # at the deadline there is still time
accept    D1  revision 1                                          → refused revision_changed
tick      1s
state     D1                  expired
books     mill                available 380.00   held 0.00   clearing 120.00
accept    D1                                                      → refused already_expired
submit    D1  saying "Sorry!"                                     → refused already_expired
annotate  D1  "We were on holiday."                               → expired
notices   D1                  opened, due_soon, expired, updated
check
