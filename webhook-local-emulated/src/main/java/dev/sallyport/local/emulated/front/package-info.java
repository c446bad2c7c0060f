/** What stands before the functions: API Gateway's events made of requests, and answers of functions turned back. */
@NullMarked
package dev.sallyport.local.emulated.front;

import org.jspecify.annotations.NullMarked;
