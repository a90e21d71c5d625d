/** The same as the product's where it costs anything: what is compared is the work, not the settings. */
const config = { reactStrictMode: true, poweredByHeader: false };

export default config;
