// Buttons marked data-chat open the chat; with words in the attribute, they say them.
for (const button of document.querySelectorAll('[data-chat]')) {
  button.addEventListener('click', () => {
    window.Parley?.open();
    if (button.dataset.chat) window.Parley?.send(button.dataset.chat);
  });
}
