package opposable_test

import (
	"encoding/json"
	"errors"
	"reflect"
	"testing"

	"github.com/opposable/opposable"
	"github.com/opposable/opposable/dossier"
	"github.com/opposable/opposable/journal"
)

// FuzzCalculer feeds bytes through the decoder to the engine: whatever the
// document, it answers or refuses with a code, the account balances and the
// journal replays.
func FuzzCalculer(f *testing.F) {
	for _, d := range []opposable.Dossier{consultationGeneraliste(), consultationSpecialiste()} {
		b, err := json.Marshal(d)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	for _, s := range []string{
		`{"date":"2026-03-10","praticien":{"specialite":"33","secteur":2},"parcours":"S","actes":[{"code":"CP"}],"honoraires":"90","contrat":{"garantie":"150%/130%:net"}}`,
		`{"date":"2024-12-22","praticien":{"specialite":"12","secteur":1},"patient":{"naissance":"2023-01-31","regime":"local"},"actes":[{"nature":"examen_enfant"}]}`,
		`{"date":"2019-01-01","praticien":{"specialite":"04","secteur":1},"patient":{"age":50,"aide":"c2s"},"actes":[{"code":"HMFC004"},{"code":"HMFC004"}]}`,
		`{"date":"2018-01-01","praticien":{"specialite":"01","secteur":3},"actes":[{"code":"DE"},{"nature":"consultation"}],"honoraires":"0","contrat":{"garantie":"FR:libre"},"tiers_payant":"integral"}`,
		`{"date":"2026-01-01","praticien":{"specialite":"01","secteur":1},"actes":[{"nature":"visite","circonstances":["nuit_profonde","regule"]},{"code":"MN"}]}`,
		`{"date":"2026-01-01","praticien":{"specialite":"01","secteur":2},"actes":[{"code":"DE"}],"honoraires":"30"}`,
		`{"date":"2026-01-01","praticien":{"specialite":"01","secteur":1},"patient":{"aide":"ame"},"actes":[{"nature":"teleexpertise"}],"compteurs":{"participation_annee":"50.00","participations_du_jour":4}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		d, err := dossier.Decoder(b)
		if err != nil {
			return
		}
		dec, j, err := opposable.Expliquer(d)
		if err != nil {
			var e *dossier.Erreur
			if !errors.As(err, &e) || e.Code == "" || e.Message == "" || e.Champ == "" {
				t.Fatalf("refus incomplet : %+v", err)
			}
			return
		}
		if dec.Honoraires != dec.AMO+dec.Aide+dec.AMC+dec.ResteACharge {
			t.Fatalf("le compte ne tombe pas : %+v", dec)
		}
		v := reflect.ValueOf(resultatMoteur(dec))
		for i := range v.NumField() {
			if v.Field(i).Int() < 0 {
				t.Fatalf("%s négatif : %+v", v.Type().Field(i).Name, dec)
			}
		}
		if err := journal.Rejouer(j.Etapes()); err != nil {
			t.Fatal(err)
		}
		if sans, err := opposable.Calculer(d); err != nil || !reflect.DeepEqual(sans, dec) {
			t.Fatalf("sans journal %+v %v\navec %+v", sans, err, dec)
		}
	})
}
