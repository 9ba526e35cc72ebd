Two merchants, the same amounts: neither sees the other's money move.

merchant  mill                available 500.00 THB
merchant  tea                 available 500.00 THB
open      D1  mill            120.00 THB   respond in 7d
open      D2  tea             120.00 THB   respond in 7d
accept    D1                                                      → accepted
judge     D2  won                                                 → won
books     mill                available 380.00   held 0.00   clearing 120.00
books     tea                 available 500.00   held 0.00   clearing 0.00
check
