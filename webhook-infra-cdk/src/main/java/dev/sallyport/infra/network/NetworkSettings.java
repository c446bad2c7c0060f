package dev.sallyport.infra.network;

import org.jspecify.annotations.Nullable;
import software.amazon.awscdk.services.ec2.IVpc;

/**
 * The network that functions run in.
 *
 * @param vpc a network that exists, with private subnets that reach the internet, and with endpoints for S3, DynamoDB,
 *     SQS, EventBridge, Secrets Manager, CloudWatch Logs and X-Ray or a way to their public ones; null to make one
 * @param natGateways how many gateways to the internet a network that is made has, 1 or more: deliveries to tenants'
 *     endpoints and requests for providers' keys go through them. One costs less, two survive the loss of a zone.
 */
public record NetworkSettings(@Nullable IVpc vpc, int natGateways) {

    public NetworkSettings {
        if (natGateways < 1) {
            throw new IllegalArgumentException("without a NAT gateway no event can be delivered: give at least 1");
        }
    }

    /** Returns a network of the pipeline's own, with one NAT gateway. */
    public static NetworkSettings own() {
        return new NetworkSettings(null, 1);
    }

    /** Returns a network that exists. */
    public static NetworkSettings existing(IVpc vpc) {
        return new NetworkSettings(vpc, 1);
    }
}
