package dev.sallyport.core.application;

interface Providers {
    dev.sallyport.core.retry.RetryPolicy retryPolicy(dev.sallyport.core.event.ProviderId id);
}
