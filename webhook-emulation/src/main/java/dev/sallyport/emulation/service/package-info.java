/** Embedded emulators: DynamoDB Local, ElasticMQ, S3Mock. */
@NullMarked
package dev.sallyport.emulation.service;

import org.jspecify.annotations.NullMarked;
