package api

import (
	"reflect"
	"strings"

	"github.com/danielgtaylor/huma/v2"

	"github.com/opposable/opposable/explication"
)

func typeDe[T any]() reflect.Type { return reflect.TypeFor[T]() }

// preciser describes the fields of the answers. The engine's types carry no
// tag of this package; a test asks that every field be described.
func preciser(schemas map[string]*huma.Schema) {
	demandes := schemasDemandes()
	for nom, s := range schemas {
		if _, demande := demandes[nom]; !demande {
			// An answer may gain a field without breaking a validating client.
			s.AdditionalProperties = nil
		}
		if s.Description == "" {
			s.Description = descriptions[nom]
		}
		for champ, p := range s.Properties {
			if p.Description == "" {
				p.Description = descriptions[nom+"."+champ]
			}
			if p.Description == "" {
				p.Description = descriptions["."+champ]
			}
			if mots := enumerations[nom+"."+champ]; mots != "" {
				for mot := range strings.FieldsSeq(mots) {
					p.Enum = append(p.Enum, mot)
				}
			}
			if strings.HasPrefix(p.Description, "Jour ") && p.Format == "" {
				p.Format = "date"
			}
			// Lists are written [] when empty, never null.
			p.Nullable = false
		}
	}
	// Null is written in two places: a side that has no more steps, and a fee
	// that the doctor has yet to set.
	schemas["Proposition"].Properties["honoraires"] = &huma.Schema{
		Description: "Ce qui est demandé au patient, ou null si le montant est libre et n'a pas été donné.", AnyOf: []*huma.Schema{montant{}.Schema(nil), {Type: "null"}},
	}
	for _, cote := range []string{"a", "b"} {
		schemas["Bifurcation"].Properties[cote] = &huma.Schema{
			Description: "Étape de ce côté, ou null s'il n'en a plus.", AnyOf: []*huma.Schema{renvoi("Etape"), {Type: "null"}},
		}
	}
}

var enumerations = map[string]string{
	"Proposition.mode":     explication.ModeOpposable + " " + explication.ModeDepassement,
	"Etape.unite":          "euro pourcent kilometre",
	"Valeur.etat":          etatEnVigueur + " " + etatSupprime + " " + etatInconnu,
	"TarifDActe.etat":      etatEnVigueur + " " + etatSupprime + " " + etatInconnu,
	"CleAu.etat":           etatEnVigueur + " " + etatSupprime + " " + etatInconnu + " " + absente,
	"Valeur.confiance":     "haute moyenne basse",
	"CleAu.confiance":      "haute moyenne basse",
	"Source.confiance":     "haute moyenne basse",
	"Acte.reserve":         strings.Join(reserves, " "),
	"Acte.famille":         strings.Join(familles, " "),
	"Acte.seuil":           strings.Join(seuils, " "),
	"TarifDActe.grille":    strings.Join(grilles, " "),
	"TarifDActe.confiance": "haute moyenne basse",
	"Cle.genre":            "montant taux nombre tarif coefficient",
	"CleAu.genre":          "montant taux nombre tarif coefficient",
	"Cle.unite":            "euro pourcent nombre rapport",
	"CleAu.unite":          "euro pourcent nombre rapport",
}

// descriptions is keyed by schema, by schema and field, or by a field that
// means the same everywhere.
var descriptions = map[string]string{
	"Decompte":                           "Qui paie quoi. Toujours : honoraires = amo + aide + amc + reste_a_charge. Montants en euros, taux en pourcent.",
	".format":                            "Version de cette forme.",
	"Decompte.date":                      "Jour des soins.",
	"Decompte.lignes":                    "Les lignes facturées.",
	".honoraires":                        "Ce qui est demandé au patient.",
	".base":                              "Base de remboursement.",
	"Decompte.taux":                      "Part de la base que rembourse l'assurance maladie, en pourcent.",
	"Decompte.amo_brut":                  "Part obligatoire avant la participation forfaitaire, majoration hors parcours et forfait d'acte lourd retirés.",
	"Decompte.majoration_hors_parcours":  "Ce que perd le patient hors du parcours de soins.",
	"Decompte.participation_acte_lourd":  "Participation forfaitaire qui remplace le ticket modérateur des actes lourds.",
	"Decompte.participation_forfaitaire": "Participation forfaitaire retenue, que personne ne rembourse.",
	"Decompte.amo":                       "Ce que paie en fin de compte l'assurance maladie.",
	"Decompte.ticket_moderateur":         "Base − amo_brut, majoration comprise.",
	"Decompte.depassement":               "Ce qui dépasse la base.",
	"Decompte.aide":                      "Ce que paie la couverture publique : C2S, AME, régime local.",
	"Decompte.amc":                       "Ce que paie la complémentaire.",
	"Decompte.reste_a_charge":            "Ce qui reste au patient.",
	"Decompte.reglement":                 "Quand l'argent circule.",
	"Decompte.franchise":                 "Franchise sur ce qui est prescrit, retenue plus tard ; elle n'est pas de la facture.",
	"Decompte.compteurs":                 "Les compteurs après cette facture, à reprendre dans le dossier suivant.",
	"Decompte.resume":                    "Le décompte en une phrase.",
	"Decompte.avertissements":            "Ce qu'il faut savoir du résultat.",
	"Decompte.sources":                   "Les valeurs du barème qui ont été lues, chacune une fois.",
	"Decompte.bareme":                    "Le droit appliqué.",
	"Decompte.journal":                   "Version de la forme des étapes ; avec elles seulement.",
	"Decompte.etapes":                    "Les étapes du calcul, dans l'ordre, si detail=etapes.",
	"Ligne":                              "Une ligne de la facture.",
	"Ligne.code":                         "Code de l'acte ou de la majoration.",
	".libelle":                           "Ce que désigne le code.",
	"Reglement":                          "Quand l'argent circule.",
	"Reglement.au_cabinet":               "Payé par le patient le jour même.",
	"Reglement.rembourse_apres":          "Remboursé au patient ensuite.",
	"Reglement.retenu_plus_tard":         "Retenu au patient sur des remboursements à venir.",
	"Compteurs":                          "Ce qui a été retenu au patient, cette facture comprise.",
	"Compteurs.participations_du_jour":   "Participations forfaitaires du même praticien ce jour.",
	"Compteurs.participation_annee":      "Participations forfaitaires de l'année.",
	"Compteurs.franchise_annee":          "Franchises de l'année.",
	"Avertissement":                      "Un avertissement, de code stable.",
	".code":                              "Code stable.",
	".message":                           "La phrase.",
	"Bareme":                             "Le droit appliqué : de quoi refaire le calcul.",
	".empreinte":                         "Empreinte des données : la même pour les mêmes valeurs.",
	".reformes":                          "Réformes hypothétiques appliquées, dans l'ordre.",
	"Etape":                              "Une opération et la règle qui la veut.",
	"Etape.numero":                       "Rang, à partir de 1.",
	"Etape.operation":                    "Opération.",
	"Etape.regle":                        "Code public et stable de la règle.",
	"Etape.titre":                        "Titre de la règle.",
	"Etape.texte":                        "Base légale.",
	"Etape.a":                            "Étape du premier opérande ; absent si aucun.",
	"Etape.b":                            "Étape du second opérande ; absent si aucun.",
	"Etape.unite":                        "Unité de la valeur.",
	"Etape.valeur":                       "Résultat de l'opération.",
	"Etape.phrase":                       "L'étape en une phrase.",
	"Etape.source":                       "D'où vient la valeur lue.",
	"Source":                             "Une valeur du barème et le texte qui la donne.",
	"Source.parametre":                   "Titre du paramètre.",
	".cle":                               "Clé du paramètre.",
	".depuis":                            "Jour d'effet.",
	"Source.titre":                       "Titre de la source.",
	".url":                               "Adresse de la source.",
	".nature":                            "Nature de la source.",
	".confiance":                         "Degré de confiance.",
	".verifie":                           "Jour de la dernière vérification.",
	".note":                              "Remarque.",
	".hypothese":                         "Réforme qui pose la valeur.",
	"Comparaison":                        "Deux décomptes côte à côte.",
	"Comparaison.a":                      "Le premier décompte.",
	"Comparaison.b":                      "Le second.",
	"Comparaison.ecarts":                 "Les montants qui diffèrent.",
	"Comparaison.bifurcation":            "La première étape où les calculs se séparent ; absente s'ils ne le font pas.",
	"Ecart":                              "Un montant qui diffère.",
	"Ecart.champ":                        "Champ du décompte.",
	"Ecart.a":                            "Montant de a.",
	"Ecart.b":                            "Montant de b.",
	"Ecart.difference":                   "b − a.",
	"Bifurcation":                        "La première étape que les deux côtés ne partagent pas.",
	"Cotation":                           "Des propositions ou un contrôle : le format dit lequel.",
	"Propositions":                       "Les cotations permises, la meilleure d'abord : au tarif opposable avant le dépassement, la lettre faite pour l'acte avant les autres, et pour chaque lettre la plus chère.",
	"Propositions.date":                  "Jour des soins.",
	"Propositions.propositions":          "Au moins une.",
	".bareme":                            "Le droit appliqué.",
	"Proposition":                        "Une cotation permise. Toujours : honoraires = amo + aide + amc + reste_a_charge, le tarif tenant lieu d'honoraires s'ils sont nuls.",
	"Proposition.codes":                  "Les codes de l'acte donné par sa nature, dans l'ordre de la facture.",
	"Proposition.mode":                   "opposable : au tarif ; depassement : les lettres du secteur 2 sans option qui le dépasse, ou le tarif d'autorité.",
	"Proposition.tarif":                  "Ce que valent ces codes ensemble.",
	"Proposition.honoraires_libres":      "Le montant est libre et n'a pas été donné : le partage est celui d'honoraires au tarif, et tout dépassement s'ajoute au reste.",
	"Proposition.amo":                    "Ce que paie l'assurance maladie.",
	"Proposition.ticket_moderateur":      "Base − part obligatoire avant participation forfaitaire.",
	"Proposition.aide":                   "Ce que paie la couverture publique : C2S, AME, régime local.",
	"Proposition.amc":                    "Ce que paie la complémentaire.",
	"Proposition.reste_a_charge":         "Ce qui reste au patient.",
	".avertissements":                    "Ce qu'il faut savoir du résultat.",
	"Proposition.lignes":                 "Les lignes de la facture entière, les autres actes compris.",
	"Controle.reserves":                  "Les codes acceptés sur la parole de qui les facture : leurs circonstances ne sont ni dites ni contredites.",
	"ReserveCode":                        "Un code dont rien ne dit les circonstances.",
	"ReserveCode.regle":                  "Quand il peut être facturé.",
	"Ligne.technique":                    "Ce qu'un acte technique dit à côté de son code ; absent d'une lettre.",
	"LigneTechnique":                     "La ligne d'un acte technique de la CCAM.",
	"LigneTechnique.activite":            "1 acte principal, 2 et 3 autres praticiens, 4 anesthésie, 5 circulation extracorporelle.",
	"LigneTechnique.phase":               "Phase du traitement ; 0 s'il n'en a qu'une.",
	"LigneTechnique.modificateurs":       "Lettres et chiffres facturés.",
	"LigneTechnique.association":         "Code association, de 1 à 5.",
	"LigneTechnique.regroupement":        "Groupe d'actes : ATM, ADC, ADI, ADE, ACO, ADA…",
	"Acte.regroupement":                  "Groupe d'un acte technique : ATM, ADC, ADI, ADE, ACO, ADA…",
	"Acte.modificateurs":                 "Lettres et chiffres qu'un acte technique accepte.",
	"LigneProposee.technique":            "Ce qu'un acte technique dit à côté de son code ; absent d'une lettre.",
	"Actes":                              "Les actes qui répondent à des mots.",
	"Actes.actes":                        "Les lettres d'abord, puis les actes techniques, les meilleures réponses en tête.",
	"LigneProposee":                      "Une ligne et ce qui permet de la facturer.",
	"LigneProposee.code":                 "Code de l'acte ou de la majoration.",
	"LigneProposee.tarif":                "Base de la ligne.",
	"LigneProposee.raison":               "La règle du code ou, s'il n'en a pas, la situation conventionnelle où il se facture.",
	"LigneProposee.source":               "Le texte qui pose la règle ; absent s'il n'y en a pas.",
	"SourceRegle":                        "Le texte qui pose une règle.",
	"Controle":                           "Ce que disent les règles d'actes déjà cotés.",
	"Controle.accepte":                   "Les actes peuvent se facturer ensemble, à ces honoraires.",
	"Controle.fautes":                    "Tout ce qui s'y oppose ; vide si rien.",
	"Controle.decompte":                  "Qui paie quoi, si les actes sont acceptés.",
	"Faute":                              "Ce qui empêche de facturer, et le remède.",
	"Faute.regle":                        "La règle, dans la langue demandée ; absente si la phrase dit tout.",
	"Faute.source":                       "Le texte qui pose la règle.",
	"Questions":                          "Les questions qui comptent.",
	"Questions.questions":                "Vide si rien ne changerait le partage.",
	"Question":                           "Un champ dont la réponse compte.",
	"Question.champ":                     "Chemin du champ dans le dossier.",
	"Question.reponses":                  "Réponses qui donneraient un autre partage.",
	"Cles":                               "Le barème un jour, dans un territoire.",
	".au":                                "Jour du droit.",
	".zone":                              "Territoire.",
	"Cles.cles":                          "Les paramètres trouvés, par ordre de clé.",
	"CleAu":                              "Un paramètre et sa valeur ce jour-là.",
	".titre":                             "Titre.",
	".genre":                             "Genre de la valeur.",
	".unite":                             "Unité de la valeur.",
	".objet":                             "Objet juridique : le titre de son fichier.",
	".documentaire":                      "Valeur publiée qu'aucune règle ne lit.",
	".attendu":                           "Jour où une valeur annoncée devrait prendre effet.",
	".etat":                              "valeur ; supprime : n'existe plus ; inconnue : existe, mais nul ne l'a publiée ; absente : rien ce jour-là dans ce territoire.",
	".valeur":                            "La valeur, écrite comme une réforme la reprend.",
	"Cle":                                "Un paramètre et son histoire.",
	"Cle.series":                         "Une histoire par groupe de territoires.",
	"SerieCle":                           "L'histoire que partagent quelques territoires.",
	"SerieCle.zones":                     "Territoires.",
	"SerieCle.valeurs":                   "Les valeurs, la plus récente d'abord.",
	"Valeur":                             "Une valeur datée.",
	".publie":                            "Jour où la valeur est connue : sa publication, à défaut son jour d'effet.",
	".source":                            "La source.",
	".recoupe":                           "Sources qui s'accordent.",
	"SourceValeur":                       "Un texte ou une page.",
	"SourceValeur.id":                    "Nom de la source dans le dépôt.",
	"Couverture":                         "Ce que couvre le barème.",
	"Couverture.debut":                   "Jour à partir duquel le moteur répond.",
	"Couverture.derniere_verification":   "Jour de la dernière vérification d'une valeur.",
	"Couverture.jours_depuis":            "Jours écoulés depuis cette vérification.",
	"Couverture.parametres":              "Nombre de paramètres.",
	"Couverture.valeurs":                 "Nombre de valeurs datées.",
	"Couverture.confiance":               "Ces valeurs, par degré de confiance.",
	"Couverture.inconnues":               "Valeurs que nul n'a publiées, et qui sont refusées.",
	"Couverture.sources":                 "Nombre de sources.",
	"Couverture.cles":                    "Toutes les clés.",
	"Confiance":                          "Nombre de valeurs par degré de confiance.",
	"Confiance.haute":                    "Lue dans un texte ou une page officielle, ou recoupée.",
	"Confiance.moyenne":                  "Lue dans une source secondaire.",
	"Confiance.basse":                    "Déduite ou peu sûre.",
	"Sante":                              "État du serveur.",
	"Sante.etat":                         "ok.",
	"Sante.version":                      "Version du programme.",
	"Acte":                               "Un code de la nomenclature, un jour, dans un territoire.",
	"Acte.famille":                       "Famille du code.",
	"Acte.majoration":                    "Le code n'existe qu'avec un acte.",
	"Acte.reserve":                       "tous : tout médecin conventionné ; opposable : secteur 1, médecin sous option, ou secteur 2 au tarif opposable ; depassement : secteur 2 sans option qui dépasse ; inexistante : pas encore.",
	".specialites":                       "Spécialités.",
	"Acte.ouvert":                        "La spécialité demandée peut coter l'acte ; absent si aucune n'est demandée.",
	"Acte.exonere":                       "Pris en charge à 100 %.",
	"Acte.sans_depassement":              "Aucun dépassement, quel que soit le secteur.",
	"Acte.seuil":                         "Compte pour le seuil des actes lourds : sans, cumul ou seul.",
	"Acte.tarifs":                        "Les tarifs publiés ce jour-là.",
	"Acte.remarques":                     "Ce que le tarif ne dit pas.",
	"TarifDActe":                         "Un tarif et les spécialités qui le suivent.",
	"TarifDActe.grille":                  "opposable : secteur 1 et médecins sous option ; hors : les autres ; toutes : le même pour tous.",
	"Probleme":                           "Une erreur : les membres de la RFC 9457, puis les nôtres.",
	"Probleme.type":                      "URN de l'erreur, formée de son code.",
	"Probleme.title":                     "Titre, selon le statut.",
	"Probleme.status":                    "Statut HTTP.",
	"Probleme.detail":                    "Le champ, la phrase et l'indice.",
	".indice":                            "Ce qui aiderait.",
	".champ":                             "Chemin du champ en cause.",
	"Probleme.erreurs":                   "Toutes les erreurs, quand il y en a plusieurs.",
	"Probleme.erreurs_omises":            "Erreurs de trop pour être toutes rendues.",
	"Erreur":                             "Une erreur.",
}
