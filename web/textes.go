package web

import (
	"fmt"
	"strings"

	"github.com/opposable/opposable/explication"
)

// A deux is one text in both languages: none can be forgotten.
type deux struct{ fr, en string }

// textes holds every text of the pages, by key.
var textes = reunir(textesCommuns, textesFormulaire, textesResultat, textesBareme, textesErreurs, textesCoter, textesCoterChamps, textesAffichette)

func reunir(parties ...map[string]deux) map[string]deux {
	tout := map[string]deux{}
	for _, p := range parties {
		for cle, d := range p {
			tout[cle] = deux{typographie.Replace(d.fr), d.en}
		}
	}
	return tout
}

// typographie keeps French signs with their words.
var typographie = strings.NewReplacer(" ?", "\u00a0?", " :", "\u00a0:", " ;", "\u00a0;", " !", "\u00a0!", " %", "\u00a0%", " €", "\u00a0€", "« ", "«\u00a0", " »", "\u00a0»")

// texte returns the text of that key, its verbs filled with args. A key that
// nobody wrote is a fault of the program.
func texte(l explication.Langue, cle string, args ...any) string {
	d, ok := textes[cle]
	if !ok {
		panic("web: texte inconnu " + cle)
	}
	s := d.fr
	if l == explication.EN {
		s = d.en
	}
	if len(args) > 0 {
		return fmt.Sprintf(s, args...)
	}
	return s
}

// textesCommuns: the frame of the pages.
var textesCommuns = map[string]deux{
	"site.nom":          {"Opposable", "Opposable"},
	"site.devise":       {"Les honoraires des médecins, au centime près", "French medical fees, to the cent"},
	"site.description":  {"Qui paie quoi chez le médecin en France : calcul daté, sourcé, expliqué.", "Who pays what at the doctor's in France: dated, sourced, explained."},
	"nav.libelle":       {"Principal", "Main"},
	"nav.consultation":  {"Ma consultation", "My visit"},
	"nav.coter":         {"Que puis-je coter ?", "What may I bill?"},
	"nav.affichette":    {"Affichette", "Notice of fees"},
	"nav.bareme":        {"Barème", "Tariffs"},
	"nav.couverture":    {"Couverture", "Coverage"},
	"nav.contenu":       {"Aller au contenu", "Skip to content"},
	"langue.autre":      {"English", "Français"},
	"langue.cette_page": {"cette page en anglais", "this page in French"},
	"pied.nature": {"Opposable estime et explique. Ce n'est ni une facture, ni une télétransmission, ni la décision de la caisse.",
		"Opposable estimates and explains. It is not a bill, not a transmission to the insurer, and not the insurer's decision."},
	"pied.vie_privee":    {"Rien de ce que vous saisissez n'est conservé, aucun traceur, aucun service tiers.", "Nothing you type is kept; no tracker, no third party."},
	"pied.version":       {"Version %s", "Version %s"},
	"commun.deux_points": {" :", ":"},
	"commun.nouvel":      {"(autre site)", "(other site)"},

	"erreur.404.titre": {"Cette page n'existe pas", "This page does not exist"},
	"erreur.404.texte": {"L'adresse est peut-être mal recopiée, ou la page a changé de place.", "The address may be misspelt, or the page has moved."},
	"erreur.405.titre": {"Cette adresse ne s'utilise pas ainsi", "This address is not used that way"},
	"erreur.405.texte": {"La page existe, mais pas pour cette sorte de demande. Reprenez depuis le formulaire.", "The page exists, but not for this kind of request. Start again from the form."},
	"erreur.413.titre": {"Le formulaire est trop volumineux", "The form is too large"},
	"erreur.413.texte": {"Ce qui a été envoyé dépasse ce qu'une visite demande.", "What was sent is more than a visit needs."},
	"erreur.400.titre": {"Le formulaire est illisible", "The form cannot be read"},
	"erreur.400.texte": {"Ce qui a été envoyé n'est pas le formulaire de cette page.", "What was sent is not the form of this page."},
	"erreur.500.titre": {"Le programme s'est trompé", "The program failed"},
	"erreur.500.texte": {"Rien n'a été conservé. Réessayez ; si cela se reproduit, signalez-le avec les données d'exemple qui le provoquent.", "Nothing was kept. Try again; if it happens again, report it with example data that cause it."},
	"erreur.retour":    {"Revenir à Ma consultation", "Back to My visit"},
}
