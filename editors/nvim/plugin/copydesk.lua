if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

require('copydesk.commands').create()

-- A filetype is what the server is started for, and few versions of Neovim know MDX.
vim.api.nvim_create_autocmd({ 'BufRead', 'BufNewFile' }, {
  group = vim.api.nvim_create_augroup('copydesk_mdx', { clear = true }),
  pattern = '*.mdx',
  command = 'setfiletype mdx',
})

-- vim.lsp.enable() says nothing where the program is missing.
vim.api.nvim_create_autocmd('FileType', {
  group = vim.api.nvim_create_augroup('copydesk_missing', { clear = true }),
  callback = function(event)
    if vim.lsp.is_enabled and vim.lsp.is_enabled('copydesk') then
      require('copydesk.server').look_for_program(event.buf)
    end
  end,
})

vim.api.nvim_create_autocmd('BufWritePre', {
  group = vim.api.nvim_create_augroup('copydesk_fix_on_save', { clear = true }),
  callback = function(event)
    local copydesk = require('copydesk')
    if copydesk.fixes_on_save(event.buf) and require('copydesk.server').client(event.buf) then
      copydesk.fix_all(event.buf)
    end
  end,
})
