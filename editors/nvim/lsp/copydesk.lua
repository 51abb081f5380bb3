-- Neovim 0.11 and later: vim.lsp.enable('copydesk')
return require('copydesk.server').config()
