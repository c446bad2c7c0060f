package dev.sallyport.lambda.wiring;

import dagger.Binds;
import dagger.Module;
import dev.sallyport.aws.dynamodb.delivery.DynamoDbDeliveryStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbDeliveryPermits;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbEndpointStore;
import dev.sallyport.aws.dynamodb.outbound.DynamoDbTenantStore;
import dev.sallyport.aws.sqs.SqsDeliveryQueue;
import dev.sallyport.core.port.out.DeliveryPermits;
import dev.sallyport.core.port.out.DeliveryQueue;
import dev.sallyport.core.port.out.DeliveryStore;
import dev.sallyport.core.port.out.EndpointStore;
import dev.sallyport.core.port.out.EventFilter;
import dev.sallyport.core.port.out.SecretCipher;
import dev.sallyport.core.port.out.TenantStore;
import dev.sallyport.hosting.filter.RulerEventFilter;
import dev.sallyport.hosting.secrets.EnvelopeSecretCipher;

/** Which adapter stands behind which port of the outbound half. */
@Module
public interface OutboundPortsModule {

    @Binds
    TenantStore tenants(DynamoDbTenantStore tenants);

    @Binds
    EndpointStore endpoints(DynamoDbEndpointStore endpoints);

    @Binds
    DeliveryStore deliveries(DynamoDbDeliveryStore deliveries);

    @Binds
    DeliveryPermits permits(DynamoDbDeliveryPermits permits);

    @Binds
    DeliveryQueue queue(SqsDeliveryQueue queue);

    @Binds
    EventFilter filter(RulerEventFilter filter);

    @Binds
    SecretCipher cipher(EnvelopeSecretCipher cipher);
}
