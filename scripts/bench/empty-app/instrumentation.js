/** Nothing: without a file of its own Next would take the product's, and this app would work as well. */
export function register() {}
