An acceptance waits for ten minutes, is taken back, is given again and then goes out by itself.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
accept    D1  hold 10m                                            → needs_response, acceptance held
accept    D1                                                      → refused acceptance_pending
submit    D1  saying "No, wait."                                  → refused acceptance_pending
stage     D1  receipt.pdf                                         → refused acceptance_pending
tick      9m
undo      D1                                                      → needs_response
undo      D1                                                      → refused act_not_pending
books     mill                available 380.00   held 120.00
accept    D1  hold 10m                                            → needs_response, acceptance held
tick      10m
state     D1                  accepted
undo      D1                                                      → refused act_not_pending
books     mill                available 380.00   held 0.00   clearing 120.00
notices   D1                  opened, acceptance_held, acceptance_undone, acceptance_held, accepted
check
