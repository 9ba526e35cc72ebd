The other side decides while an answer of the provider is awaited; the late answer changes nothing.

merchant  mill                available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d   upstream
accept    D1                                                      → accepting
judge     D1  withdrawn                                           → withdrawn
upstream  D1  confirms                                            → refused already_withdrawn
open      D2  mill            100.00 THB   respond in 7d   upstream
submit    D2  saying "Signed for."                                → submitting
judge     D2  lost                                                → lost
upstream  D2  confirms                                            → refused already_lost
books     mill                available 400.00   held 0.00   clearing 100.00
check
