An acceptance is asked of the provider, refused, asked again and confirmed; nobody can do anything else meanwhile.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d   upstream
accept    D1                                                      → accepting
accept    D1                                                      → refused act_in_progress
submit    D1  saying "No!"                                        → refused act_in_progress
annotate  D1  "Asked."                                            → accepting
upstream  D1  refuses                                             → needs_response
accept    D1                                                      → accepting
tick      8d                                                                                    # the deadline passes while the answer is awaited
state     D1                  accepting
books     mill                available 380.00   held 120.00
upstream  D1  confirms                                            → accepted
upstream  D1  confirms                                            → refused already_accepted
books     mill                available 380.00   held 0.00   clearing 120.00
notices   D1                  opened, accepting, updated, refused, accepting, accepted
check
