Where the provider says that accepting an inquiry debits the merchant, it does, once.

dialect   ahrvo
merchant  mill                available 500.00 USD
open      D1  mill            120.00 USD   respond in 7d   phase inquiry
accept    D1                                                      → accepted
books     mill                available 380.00   held 0.00   clearing 120.00
open      D2  mill            100.00 USD   respond in 7d   phase inquiry
judge     D2  won                                                 → won
books     mill                available 380.00   held 0.00   clearing 120.00
check
