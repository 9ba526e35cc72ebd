The customer withdraws, an alert programme steps in, the merchant has refunded: each ends a dispute, none costs the disputed money.

merchant  mill                available 900.00 THB
open      D1  mill            120.00 THB   respond in 7d
open      D2  mill            130.00 THB   respond in 7d   phase alert
open      D3  mill            140.00 THB   respond in 7d
books     mill                available 640.00   held 260.00                                    # an alert holds nothing
judge     D1  withdrawn                                           → withdrawn
judge     D2  prevented                                           → prevented
judge     D3  refunded                                            → refunded
books     mill                available 900.00   held 0.00   clearing 0.00
annotate  D1  "Kind of them."                                     → withdrawn
annotate  D2  "By the programme."                                 → prevented
annotate  D3  "On Monday."                                        → refunded
accept    D1                                                      → refused already_withdrawn
accept    D2                                                      → refused already_prevented
accept    D3                                                      → refused already_refunded
check
