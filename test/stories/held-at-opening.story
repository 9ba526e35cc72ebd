Money is frozen when the dispute opens, and taken or set free by its end.

dialect   alipay
merchant  mill                available 500.00 EUR
open      D1  mill            120.00 EUR   respond in 11d
open      D2  mill            100.00 EUR   respond in 11d
books     mill                available 280.00   held 220.00   clearing 0.00
accept    D1                                                      → accepted
judge     D2  won                                                 → won
books     mill                available 380.00   held 0.00   clearing 120.00
check
