/** What API Gateway and function URLs hand to a function, and what they want back, as requests and responses. */
@NullMarked
package dev.sallyport.lambda.http;

import org.jspecify.annotations.NullMarked;
