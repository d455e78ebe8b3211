// The answer follows the form. Without this script every page works the same.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  document.addEventListener("click", (e) => { if (e.target.closest("#imprimer")) print(); });
  const form = document.querySelector("form[data-resultat]");
  if (!form) return;
  const zone = document.getElementById("resultat");
  const annonce = document.getElementById("annonce");
  const trouver = (id) => document.getElementById(id);
  const champDe = (nom) => form.querySelector(`[data-champ="${CSS.escape(nom)}"]`);
  let tour = 0;
  let attente = 0;
  let arrive = false;

  // envoyer posts the form and puts the answer in its places.
  async function envoyer(expres) {
    clearTimeout(attente);
    const moi = ++tour;
    zone.classList.add("en-cours");
    try {
      const reponse = await fetch(form.dataset.resultat, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" });
      if (!reponse.ok) throw new Error(reponse.status);
      const texte = await reponse.text();
      if (moi === tour) poser(new DOMParser().parseFromString(texte, "text/html"), expres);
    } catch {
      if (moi === tour) annonce.textContent = annonce.dataset.panne;
    } finally {
      if (moi === tour) zone.classList.remove("en-cours");
    }
  }

  function poser(doc, expres) {
    const de = (nom) => doc.querySelector(`[data-zone="${nom}"]`);
    const remplacer = (nom, id) => { if (de(nom)) trouver(id).replaceChildren(...de(nom).childNodes); };
    const ouverts = [...zone.querySelectorAll("details[open]")].map((d) => d.id);
    const choisi = zone.querySelector("input[type=radio]:checked")?.id;
    const active = document.activeElement.id;
    remplacer("resultat", "resultat");
    remplacer("suite", "suite");
    remplacer("circonstances", "circonstances");
    ouverts.forEach((id) => { const d = id && trouver(id); if (d) d.open = true; });
    if (choisi && trouver(choisi)) trouver(choisi).checked = true;
    if (active && document.activeElement.id !== active) trouver(active)?.focus();
    // While an answer cannot be read no price is known: the last one is not left standing.
    if (de("prix")?.dataset.connu === "true") form.dataset.libre = de("prix").dataset.libre;
    if (de("etat")) for (const [nom, valeur] of Object.entries(de("etat").dataset)) if (nom !== "zone") form.dataset[nom] = valeur;
    remplacer("prix", "prix-fixe-texte");
    remplacer("tarif", "champ-honoraires-note");
    if (de("questions") && "connu" in de("questions").dataset) ranger([...de("questions").children].map((li) => li.textContent));
    signaler([...de("champs").children]);
    const erreurs = de("erreurs").children.length > 0;
    trouver("zone-erreurs").replaceChildren(...(expres ? de("erreurs").childNodes : []));
    annonce.textContent = trouver("resume")?.textContent.trim().replace(/\s+/g, " ") ?? "";
    rappeler();
    if (expres) (erreurs ? trouver("resume-erreurs") : trouver("controle-titre") ?? trouver("resultat-titre"))?.focus();
  }

  // rappeler keeps the answer in sight on a phone, while it is off the screen.
  const rappel = trouver("rappel");
  const guet = new IntersectionObserver(([e]) => { rappel.hidden = e.isIntersecting || !rappel.textContent; });
  function rappeler() {
    guet.disconnect();
    rappel.textContent = ["jetons", "chiffre-libelle", "chiffre-montant"].map((c) => zone.querySelector(`.${c}`)?.textContent ?? "").join(" ").trim();
    guet.observe(zone);
  }

  // ranger moves the questions that matter into sight and the others away; the
  // one being answered keeps the focus.
  function ranger(utiles) {
    const actif = document.activeElement;
    const [vue, reste] = [trouver("questions-utiles"), trouver("questions-autres")];
    for (const champ of [...vue.children, ...reste.children]) {
      const saisie = champ.querySelector("select");
      const repondu = saisie.selectedIndex > 0;
      const cible = utiles.includes(champ.dataset.champ) || repondu || champ.contains(actif) && vue.contains(champ) ? vue : reste;
      if (champ.parentElement === cible) continue;
      const apres = [...cible.children].find((c) => Number(c.dataset.ordre) > Number(champ.dataset.ordre));
      cible.insertBefore(champ, apres ?? null);
    }
    if (actif !== document.activeElement) actif.focus({ preventScroll: true });
  }

  // signaler writes each error beside its field.
  function signaler(fautes) {
    form.querySelectorAll(".champ").forEach((champ) => {
      champ.classList.remove("en-erreur", "en-attente");
      champ.querySelector(".faute")?.remove();
      const cible = champ.querySelector(".saisie, .groupe");
      cible.removeAttribute("aria-invalid");
      decrire(champ, cible, false);
    });
    fautes.forEach((p) => {
      const champ = champDe(p.dataset.vers);
      if (!champ) return;
      const cible = champ.querySelector(".saisie, .groupe");
      const bloc = document.createElement("div");
      bloc.className = "faute";
      bloc.id = `champ-${champ.dataset.champ}-erreur`;
      bloc.append(p);
      const hote = champ.querySelector("fieldset") ?? champ;
      hote.querySelector("label, legend").after(bloc);
      const enAttente = "attente" in p.dataset;
      champ.classList.add(enAttente ? "en-attente" : "en-erreur");
      if (!enAttente && cible.matches(".saisie")) cible.setAttribute("aria-invalid", "true");
      decrire(champ, cible, true);
      champ.closest("details")?.setAttribute("open", "");
    });
  }

  function decrire(champ, cible, fautif) {
    const id = `champ-${champ.dataset.champ}`;
    const ids = [champ.querySelector(`#${CSS.escape(id)}-aide`) ? `${id}-aide` : "", trouver(`${id}-note`) ? `${id}-note` : "", fautif ? `${id}-erreur` : ""].filter(Boolean);
    if (ids.length) cible.setAttribute("aria-describedby", ids.join(" "));
    else cible.removeAttribute("aria-describedby");
  }

  // A shared visit lives in the fragment: browsers never send it.
  function versFragment() {
    const p = new URLSearchParams();
    for (const [nom, valeur] of new FormData(form)) if (valeur !== "") p.append(nom, valeur);
    return p.toString();
  }

  function depuisFragment() {
    const texte = location.hash.slice(1);
    if (!texte.includes("=")) return false;
    const p = new URLSearchParams(texte);
    for (const e of form.elements) {
      if (!e.name) continue;
      if (e.type === "radio" || e.type === "checkbox") e.checked = p.getAll(e.name).includes(e.value);
      else if (e.tagName === "SELECT") e.value = p.get(e.name) ?? e.options[0].value;
      else e.value = p.get(e.name) ?? "";
    }
    form.classList.toggle("autre-prix", p.has("honoraires"));
    return true;
  }

  async function copier(bouton) {
    const lien = `${location.origin}${location.pathname}#${versFragment()}`;
    history.replaceState(null, "", lien);
    try { await navigator.clipboard.writeText(lien); } catch { /* The address bar holds the link. */ }
    trouver("copie-faite").textContent = bouton.dataset.fait;
  }

  function statutChange() {
    const fixe = !form.classList.contains("autre-prix") || form.elements.honoraires.value === "";
    form.classList.toggle("autre-prix", !fixe);
  }

  form.addEventListener("input", (e) => {
    if (e.target.name === "profondeur") return;
    clearTimeout(attente);
    attente = setTimeout(envoyer, e.target.matches("input[type=text]") ? 450 : 120);
  });
  form.addEventListener("change", (e) => {
    if (e.target.name === "statut") statutChange();
    if (form.elements.honoraires.value !== "") form.classList.add("autre-prix");
  });
  form.addEventListener("submit", (e) => {
    if (e.submitter?.hasAttribute("formaction")) return;
    e.preventDefault();
    // The Enter key that follows a link must not submit the field it leads to.
    if (!arrive) envoyer(true);
  });
  document.addEventListener("click", (e) => {
    const cible = e.target.closest("button, a");
    if (!cible) return;
    if (cible.id === "copier-lien") copier(cible);
    if (cible.dataset.imprime) { trouver(cible.dataset.imprime).checked = true; print(); }
    if (cible.dataset.ligne) { e.preventDefault(); form.elements.ligne.value = cible.dataset.ligne; envoyer(true); }
    if (cible.id === "autre-prix") { form.classList.add("autre-prix"); trouver("champ-honoraires").focus(); }
    if (cible.dataset.vers) {
      const champ = champDe(cible.dataset.vers);
      if (!champ) return;
      e.preventDefault();
      arrive = true;
      champ.closest("details")?.setAttribute("open", "");
      if (cible.dataset.vers === "honoraires") form.classList.add("autre-prix");
      (champ.querySelector(".groupe input:checked, .groupe input") ?? champ.querySelector(".saisie")).focus();
    }
  });
  for (const geste of ["keydown", "pointerdown"]) addEventListener(geste, () => { arrive = false; }, true);
  addEventListener("hashchange", () => { if (depuisFragment()) envoyer(false); });
  if (form.elements.honoraires.value !== "") form.classList.add("autre-prix");
  if (!depuisFragment()) rappeler();
  else envoyer(false);
})();
