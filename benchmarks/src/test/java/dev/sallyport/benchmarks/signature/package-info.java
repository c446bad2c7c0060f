/** What verifying a signature costs, beside the official libraries and the platform's bare HMAC. */
package dev.sallyport.benchmarks.signature;
