package site
import ("testing";"dateline/internal/edtf";"fmt")
func TestZZ(t *testing.T){
 for _, s := range []string{"2021","2021-21","201X","20XX","2021-XX-15","2021-03-15/2022","2021/2022-03","2021-03/2023","[2021-05,2022]","2021-05-XX","XXXX-12-25","../2021-05","2021-05/..","2021-05-01/..","/2021-03-04","2021-W01","2021~-05","Y12021","-0426","0000","Y-12021","2021-12-19T03:00:00+03:00","2021-33","2021-37","2021-24","{..2021-05-06}", "1950S2","2021-12-19?","2021-12-18/2021-12-19"} {
  d, err := edtf.Parse(s); if err!=nil { fmt.Println(s, err); continue }
  day, ok := d.Anchor(); u := unitOf(d)
  fmt.Printf("%-26s anchor %v %v prec %v unit %v | %q %q %q\n", s, day, ok, d.Precision(), u, d.Format(), d.Brief(), u.title())
 }
}
