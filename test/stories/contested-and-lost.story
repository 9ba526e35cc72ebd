A merchant contests and loses; a note may still be added, and nothing else may be done.

dialect   alipay
merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
submit    D1  saying "Signed for."                                → refused statement_too_long      # Alipay takes no words
submit    D1                                                      → refused evidence_missing
stage     D1  receipt.pdf                                          → needs_response
submit    D1                                                      → under_review
accept    D1                                                      → refused already_submitted       # nor an acceptance once it is defended
judge     D1  lost            fee 8.00 THB                        → lost
books     mill                available 372.00   held 0.00   clearing 120.00   fees 8.00
annotate  D1  "Ship with signature from now on."                  → lost
escalate  D1  to pre_arbitration   respond in 7d                  → refused already_lost            # no second cycle there
accept    D1                                                      → refused already_lost
check
