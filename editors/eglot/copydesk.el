;;; copydesk.el --- copydesk in Emacs, through Eglot  -*- lexical-binding: t -*-

;; Copy these lines into your init file; `copydesk' must be on the PATH.  Then `M-x eglot' in an article, or the hooks.

(require 'eglot)

(add-to-list 'eglot-server-programs
             '((html-mode mhtml-mode markdown-mode text-mode) . ("copydesk" "lsp")))

(defun copydesk-fix-all ()
  "Apply all safe fixes to this buffer."
  (interactive)
  (with-demoted-errors "copydesk: %S"
    (eglot-code-actions (point-min) (point-max) "source.fixAll.copydesk" t)))

(defun copydesk-fix-on-save ()
  "Apply all safe fixes whenever this buffer is saved."
  (add-hook 'before-save-hook #'copydesk-fix-all nil t))

;; (add-hook 'html-mode-hook #'eglot-ensure)
;; (add-hook 'eglot-managed-mode-hook #'copydesk-fix-on-save)

(provide 'copydesk)
;;; copydesk.el ends here
