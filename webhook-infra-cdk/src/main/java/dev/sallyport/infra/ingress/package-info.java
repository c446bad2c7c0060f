/** The doors: a REST API, or URLs of functions. */
@NullMarked
package dev.sallyport.infra.ingress;

import org.jspecify.annotations.NullMarked;
