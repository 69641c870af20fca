import "@fontsource-variable/source-sans-3/wght.css";
import "@fontsource-variable/source-sans-3/wght-italic.css";
import "@fontsource-variable/source-serif-4/opsz.css";
import "@fontsource-variable/source-serif-4/opsz-italic.css";
import "./style/tokens.css";
import "./style/base.css";
import "./style/certainty.css";
import { mount } from "svelte";
import App from "./App.svelte";
import "./lib/theme.svelte";

const target = document.getElementById("app");
if (target) mount(App, { target });
