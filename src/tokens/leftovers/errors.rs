//! What Word writes in place of a reference that leads nowhere, in the languages of Word.

use crate::tokens::work::steps;

/// The word before the exclamation mark, and what follows that.
static ERRORS: [(&str, &[&str]); 22] = [
    (
        "Error",
        &[
            "Reference source not found.",
            "Bookmark not defined.",
            "Not a valid link.",
            "No text of specified style in document.",
            "Hyperlink reference not valid.",
            "No se encuentra el origen de la referencia.",
            "Marcador no definido.",
            "Referencia de hipervínculo no válida.",
            "No s'ha trobat l'origen de la referència.",
        ],
    ),
    (
        "Fehler",
        &[
            "Verweisquelle konnte nicht gefunden werden.",
            "Textmarke nicht definiert.",
            "Kein gültiger Link.",
            "Hyperlink-Referenz ungültig.",
            "Kein Text mit angegebener Formatvorlage im Dokument.",
        ],
    ),
    ("Erreur", &["Source du renvoi introuvable.", "Signet non défini.", "Référence de lien hypertexte non valide."]),
    (
        "Erro",
        &[
            "Fonte de referência não encontrada.",
            "A origem da referência não foi encontrada.",
            "Indicador não definido.",
            "Marcador não definido.",
            "A referência de hiperlink não é válida.",
        ],
    ),
    ("Fout", &["Verwijzingsbron niet gevonden.", "Bladwijzer niet gedefinieerd."]),
    ("Błąd", &["Nie można odnaleźć źródła odwołania.", "Nie zdefiniowano zakładki."]),
    ("Ошибка", &["Источник ссылки не найден.", "Закладка не определена.", "Недопустимый объект гиперссылки."]),
    ("Помилка", &["Джерело посилання не знайдено.", "Закладку не визначено."]),
    ("Грешка", &["Източникът на препратката не е намерен."]),
    (
        "Chyba",
        &[
            "Nenalezen zdroj odkazů.",
            "Záložka není definována.",
            "Nenašiel sa žiaden zdroj odkazov.",
            "Záložka nie je definovaná.",
        ],
    ),
    ("Hiba", &["A hivatkozási forrás nem található.", "A könyvjelző nem létezik."]),
    (
        "Fel",
        &["Hittar inte referenskälla.", "Det går inte att hitta någon referenskälla.", "Bokmärket är inte definierat."],
    ),
    ("Fejl", &["Henvisningskilde ikke fundet.", "Bogmærke er ikke defineret."]),
    ("Feil", &["Fant ikke referansekilden.", "Bokmerke er ikke definert."]),
    ("Hata", &["Başvuru kaynağı bulunamadı.", "Yer işareti tanımlanmamış."]),
    ("Eroare", &["Fără sursă de referință.", "Marcaj în document nedefinit."]),
    ("Σφάλμα", &["Το αρχείο προέλευσης της αναφοράς δεν βρέθηκε.", "Δεν έχει οριστεί σελιδοδείκτης."]),
    ("エラー", &["参照元が見つかりません。", "ブックマークが定義されていません。"]),
    ("错误", &["未找到引用源。", "未定义书签。"]),
    ("錯誤", &["找不到參照來源。", "尚未定義書籤。"]),
    ("오류", &["참조 원본을 찾을 수 없습니다.", "책갈피가 정의되어 있지 않습니다."]),
    ("Errore", &["L'origine riferimento non è stata trovata.", "Il segnalibro non è definito."]),
];

/// Where these messages are in `text`, in rising order.
pub fn places(text: &str) -> impl Iterator<Item = (usize, usize)> + '_ {
    memchr::memchr_iter(b'!', text.as_bytes()).filter_map(|at| {
        let before = text[..at].trim_end_matches(['\u{a0}', '\u{202f}', ' ']);
        if !before.ends_with(char::is_alphabetic) {
            return None;
        }
        steps(ERRORS.len());
        let (head, tails) = ERRORS.iter().find(|(head, _)| before.ends_with(head))?;
        let behind = text[at + 1..].trim_start_matches(['\u{a0}', ' ']);
        let tail = tails.iter().find(|tail| behind.starts_with(**tail))?;
        let start = before.len() - head.len();
        let inverted = text[..start].ends_with('¡');
        Some((start - if inverted { '¡'.len_utf8() } else { 0 }, text.len() - behind.len() + tail.len()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_word_writes_in_many_languages() {
        let found = |text: &str| places(text).map(|(start, end)| text[start..end].to_owned()).collect::<Vec<_>>();
        let texts = [
            "Error! Reference source not found.",
            "¡Error! No se encuentra el origen de la referencia.",
            "Erreur\u{a0}! Source du renvoi introuvable.",
            "Ошибка! Источник ссылки не найден.",
            "错误!未找到引用源。",
        ];
        for text in texts {
            assert_eq!(found(&format!("See {text} and ![a](b.png) Error! Nothing.")), [text]);
        }
    }
}
