//! Settings of a file and of the command line (or the editor) together.

use super::file::SettingsFile;
use super::inline;
use super::problem::Problem;
use super::selector::{Selection, Selector};
use crate::findings::Severity;
use crate::text::Flavor;

/// What the command line says on top of a settings file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The rules that run, in place of all that the file says about it.
    pub select: Option<Vec<String>>,
    /// Rules that run as well.
    pub extend_select: Vec<String>,
    /// Rules that do not run.
    pub ignore: Vec<String>,
    /// The only rules whose fixes are applied; all where it is not set.
    pub fixable: Option<Vec<String>>,
    /// Rules whose fixes are not applied.
    pub unfixable: Vec<String>,
    /// Rules below this severity do not run.
    pub severity_threshold: Option<Severity>,
    /// The flavor of every article.
    pub flavor: Option<Flavor>,
    /// Megabytes that an article may have.
    pub max_article_megabytes: Option<u32>,
    /// Settings as in a file, which replace those of the file; each text is valid by itself.
    pub inline: Vec<String>,
}

impl Overrides {
    /// What they say about which rules run.
    ///
    /// # Errors
    /// If a name is neither a rule nor a group; the path of the problem is the name of the option.
    pub fn selection(&self) -> Result<Selection, Problem> {
        selection("--", self.select.as_ref(), &self.extend_select, &self.ignore)
    }

    /// What they say about which rules' fixes are applied.
    ///
    /// # Errors
    /// As those of [`Overrides::selection`].
    pub fn fixes(&self) -> Result<Selection, Problem> {
        let read = |key: &str, names: &[String]| selectors(&[key], names);
        Ok(Selection {
            select: self.fixable.as_ref().map(|names| read("--fixable", names)).transpose()?,
            extend: Vec::new(),
            ignore: read("--unfixable", &self.unfixable)?,
        })
    }
}

/// Settings whose names of rules are known to be right.
#[derive(Clone, Debug)]
pub struct Merged {
    /// Which rules run, in rising order of precedence.
    pub selections: Vec<Selection>,
    /// Which rules' fixes are applied.
    pub fixes: Selection,
    /// Severities other than the rules' own, the closest names last.
    pub severities: Vec<(Selector, Severity)>,
    /// Rules that do not run on some files.
    pub per_file_ignores: Vec<(String, Vec<Selector>)>,
    /// The file as typed: all that needs no merging.
    pub file: SettingsFile,
    /// Rules below it do not run.
    pub severity_threshold: Option<Severity>,
    /// The flavor of every article.
    pub flavor: Option<Flavor>,
}

impl Merged {
    /// Puts `overrides` on top of `file`.
    ///
    /// # Errors
    /// If a name is neither a rule nor a group.
    pub fn new(mut file: SettingsFile, overrides: &Overrides) -> Result<Self, Problem> {
        if !overrides.inline.is_empty() {
            file = inline::overlay(&file, &overrides.inline);
        }
        let of_file = selection("", file.select.as_ref(), &file.extend_select, &file.ignore)?;
        let mut severities = Vec::new();
        for (name, &severity) in &file.severity {
            severities.push((parse(&["severity", name], name)?, severity));
        }
        severities.sort_by_key(|(selector, _)| selector.closeness());
        let mut per_file_ignores = Vec::new();
        for (glob, names) in &file.per_file_ignores {
            let selectors = selectors(&["per-file-ignores", glob], names)?;
            per_file_ignores.push((glob.clone(), selectors));
        }
        file.max_article_megabytes = overrides.max_article_megabytes.or(file.max_article_megabytes);
        Ok(Self {
            selections: vec![of_file, overrides.selection()?],
            fixes: overrides.fixes()?,
            severities,
            per_file_ignores,
            file,
            severity_threshold: overrides.severity_threshold,
            flavor: overrides.flavor,
        })
    }
}

fn selection(
    prefix: &str,
    select: Option<&Vec<String>>,
    extend: &[String],
    ignore: &[String],
) -> Result<Selection, Problem> {
    let read = |key: &str, names: &[String]| selectors(&[&format!("{prefix}{key}")], names);
    Ok(Selection {
        select: select.map(|names| read("select", names)).transpose()?,
        extend: read("extend-select", extend)?,
        ignore: read("ignore", ignore)?,
    })
}

fn selectors(path: &[&str], names: &[String]) -> Result<Vec<Selector>, Problem> {
    let parse_one = |(index, name): (usize, &String)| parse(&[path, &[&index.to_string()]].concat(), name);
    names.iter().enumerate().map(parse_one).collect()
}

fn parse(path: &[&str], name: &str) -> Result<Selector, Problem> {
    let path = || path.iter().map(|&step| step.to_owned()).collect();
    Selector::parse(name).map_err(|message| Problem { path: path(), message })
}
