/** The builder alone, without the parser and its Node built-ins, so that it runs in k6 too. */
declare module 'xml2js/lib/builder.js' {
  export { Builder } from 'xml2js';
}
