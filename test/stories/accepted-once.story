A merchant concedes twice; the money moves once.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d          → needs_response
books     mill                available 380.00   held 120.00
accept    D1  key k1                                              → accepted
books     mill                available 380.00   held 0.00   clearing 120.00
accept    D1  key k1                                              → accepted again              # replayed, byte for byte
accept    D1  key k2                                              → refused already_accepted
accept    D1                                                      → refused already_accepted
tick      8d                                                                                    # the deadline passes over an accepted dispute
state     D1                  accepted
postings  D1                  hold 120.00 THB, forfeit 120.00 THB
annotate  D1  "Told the team."                                    → accepted
notices   D1                  opened, accepted, updated
check
