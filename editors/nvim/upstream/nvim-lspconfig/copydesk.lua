--- To be sent to nvim-lspconfig as `lsp/copydesk.lua`, once copydesk has a home page: fill it in for HOME_PAGE.
---@brief
---
--- HOME_PAGE
---
--- copydesk finds and repairs malformed article markup: HTML and Markdown that translation, scraping or conversion broke.
--- It also checks its own settings file, `copydesk.toml`.
---
--- All safe fixes are applied by the code action `source.fixAll.copydesk`.

---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'lsp' },
  filetypes = { 'html', 'xhtml', 'markdown', 'markdown.mdx', 'mdx', 'text', 'toml' },
  root_markers = { 'copydesk.toml', '.copydesk.toml', '.git' },
  settings = {
    copydesk = {},
  },
}
