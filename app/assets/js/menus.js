// Menus close when the reader looks elsewhere.
const menus = () => document.querySelectorAll("details[data-menu][open]");

document.addEventListener("click", ({ target }) => {
  menus().forEach((menu) => menu.contains(target) || menu.removeAttribute("open"));
});

document.addEventListener("keydown", ({ key }) => {
  if (key !== "Escape") return;
  menus().forEach((menu) => {
    menu.removeAttribute("open");
    menu.querySelector("summary").focus();
  });
});
