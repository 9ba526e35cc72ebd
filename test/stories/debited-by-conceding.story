Nothing moves while the dispute is open; it is collected when the merchant has conceded, lost or let it expire, and not when it won.

dialect   afterpay
merchant  mill                available 500.00 AUD
open      D1  mill            120.00 AUD   respond in 13d
open      D2  mill            100.00 AUD   respond in 13d
open      D3  mill            80.00 AUD    respond in 13d
open      D4  mill            60.00 AUD    respond in 13d
books     mill                available 500.00   held 0.00   clearing 0.00
accept    D1                                                      → accepted
judge     D2  lost                                                → lost
judge     D3  won                                                 → won
tick      14d
state     D4                  expired
books     mill                available 220.00   held 0.00   clearing 280.00
check
