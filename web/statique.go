package web

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"mime"
	"net/http"
	"path"
	"strings"
)

//go:embed statique
var fichiersStatiques embed.FS

type actif struct {
	contenu []byte
	mime    string
}

// actifs is indexed by the name that carries the content's hash; adresses gives
// that name for the plain one.
var actifs, adresses = indexerActifs()

func indexerActifs() (map[string]actif, map[string]string) {
	a, u := map[string]actif{}, map[string]string{}
	entrees, err := fichiersStatiques.ReadDir("statique")
	if err != nil {
		panic(err)
	}
	for _, e := range entrees {
		b, err := fichiersStatiques.ReadFile("statique/" + e.Name())
		if err != nil {
			panic(err)
		}
		somme := sha256.Sum256(b)
		ext := path.Ext(e.Name())
		nom := strings.TrimSuffix(e.Name(), ext) + "." + hex.EncodeToString(somme[:6]) + ext
		a[nom] = actif{b, mime.TypeByExtension(ext)}
		u[e.Name()] = "/statique/" + nom
	}
	return a, u
}

// servirStatique sends an asset for good: its name changes with its content.
func servirStatique(w http.ResponseWriter, r *http.Request) {
	a, ok := actifs[r.PathValue("nom")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.mime)
	w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	w.Write(a.contenu)
}
