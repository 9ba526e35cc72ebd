Where no page of the provider knows of a debit for an accepted inquiry, none is booked, nor for one that nobody answered.

dialect   moov
merchant  mill                available 500.00 USD
open      D1  mill            120.00 USD   respond in 7d   phase inquiry
accept    D1                                                      → accepted
open      D2  mill            100.00 USD   respond in 7d   phase inquiry
tick      8d
state     D2                  expired
open      D3  mill            90.00 USD    respond in 7d   phase arbitration
accept    D3                                                      → accepted
books     mill                available 410.00   held 0.00   clearing 90.00
check
