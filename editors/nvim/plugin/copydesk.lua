if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

require('copydesk.commands').create()

-- Neovim before 0.11 does not know MDX, and a filetype is what the server is started for.
if vim.filetype and vim.filetype.add and vim.fn.has('nvim-0.11') == 0 then
  vim.filetype.add({ extension = { mdx = 'mdx' } })
end

vim.api.nvim_create_autocmd('BufWritePre', {
  group = vim.api.nvim_create_augroup('copydesk_fix_on_save', { clear = true }),
  callback = function(event)
    local copydesk = require('copydesk')
    if copydesk.fixes_on_save(event.buf) and require('copydesk.server').client(event.buf) then
      copydesk.fix_all(event.buf)
    end
  end,
})
