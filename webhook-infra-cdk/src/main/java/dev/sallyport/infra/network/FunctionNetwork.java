package dev.sallyport.infra.network;

import dev.sallyport.infra.settings.Foundation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * Private subnets for the functions: gateway endpoints for S3 and DynamoDB, interface endpoints for the other services,
 * and a NAT gateway for what goes to the internet. Nothing can connect to the functions; they connect to port 443. A
 * deployment whose {@code delivery.targets} allow further ports opens them in {@link #securityGroup()}.
 *
 * <p>Inputs: settings. Outputs: network, subnets and security group. On deletion of the stack: deleted, if it was made
 * here.
 */
public final class FunctionNetwork extends Construct {

    private static final int HTTPS = 443;

    private static final Map<String, InterfaceVpcEndpointAwsService> SERVICES = services();

    private final IVpc vpc;
    private final SecurityGroup securityGroup;

    /** Makes the network, or uses one that exists. */
    public FunctionNetwork(Construct scope, String id, Foundation foundation, NetworkSettings settings) {
        super(scope, id);
        Vpc made = settings.vpc() == null ? make(foundation, settings.natGateways()) : null;
        vpc = made == null ? Objects.requireNonNull(settings.vpc()) : made;
        securityGroup = SecurityGroup.Builder.create(this, "Functions")
                .vpc(vpc)
                .securityGroupName(foundation.names().of("webhook-functions"))
                .description("Functions of Sallyport: out by HTTPS, nothing in")
                .allowAllOutbound(false)
                .build();
        securityGroup.addEgressRule(Peer.anyIpv4(), Port.tcp(HTTPS), "Services of AWS and tenants' endpoints");
        if (made != null) {
            addEndpoints(made, foundation);
        }
    }

    private static Map<String, InterfaceVpcEndpointAwsService> services() {
        Map<String, InterfaceVpcEndpointAwsService> services = new LinkedHashMap<>();
        services.put("Sqs", InterfaceVpcEndpointAwsService.SQS);
        services.put("EventBridge", InterfaceVpcEndpointAwsService.EVENTBRIDGE);
        services.put("SecretsManager", InterfaceVpcEndpointAwsService.SECRETS_MANAGER);
        services.put("Logs", InterfaceVpcEndpointAwsService.CLOUDWATCH_LOGS);
        services.put("XRay", InterfaceVpcEndpointAwsService.XRAY);
        return services;
    }

    private Vpc make(Foundation foundation, int natGateways) {
        LogGroup flows = LogGroup.Builder.create(this, "FlowLog")
                .logGroupName("/aws/vpc/" + foundation.names().of("webhook-network"))
                .retention(RetentionDays.ONE_WEEK)
                .removalPolicy(RemovalPolicy.DESTROY)
                .build();
        return Vpc.Builder.create(this, "Vpc")
                .vpcName(foundation.names().of("webhook-network"))
                .maxAzs(2)
                .natGateways(natGateways)
                .subnetConfiguration(List.of(
                        subnets("public", SubnetType.PUBLIC), subnets("functions", SubnetType.PRIVATE_WITH_EGRESS)))
                .gatewayEndpoints(Map.of(
                        "S3", gateway(GatewayVpcEndpointAwsService.S3),
                        "DynamoDb", gateway(GatewayVpcEndpointAwsService.DYNAMODB)))
                .flowLogs(Map.of(
                        "Flows",
                        FlowLogOptions.builder()
                                .destination(FlowLogDestination.toCloudWatchLogs(flows))
                                .trafficType(FlowLogTrafficType.REJECT)
                                .build()))
                .build();
    }

    private void addEndpoints(Vpc made, Foundation foundation) {
        SecurityGroup endpoints = SecurityGroup.Builder.create(this, "Endpoints")
                .vpc(made)
                .securityGroupName(foundation.names().of("webhook-endpoints"))
                .description("Endpoints of AWS services: in by HTTPS from the functions")
                .allowAllOutbound(false)
                .build();
        endpoints.addIngressRule(securityGroup, Port.tcp(HTTPS), "From the functions");
        SERVICES.forEach((id, service) -> made.addInterfaceEndpoint(
                id,
                InterfaceVpcEndpointOptions.builder()
                        .service(service)
                        .securityGroups(List.of(endpoints))
                        .open(false)
                        .privateDnsEnabled(true)
                        .build()));
    }

    private static SubnetConfiguration subnets(String name, SubnetType type) {
        return SubnetConfiguration.builder()
                .name(name)
                .subnetType(type)
                .cidrMask(24)
                .build();
    }

    private static GatewayVpcEndpointOptions gateway(GatewayVpcEndpointAwsService service) {
        return GatewayVpcEndpointOptions.builder().service(service).build();
    }

    /** Returns the network. */
    public IVpc vpc() {
        return vpc;
    }

    /** Returns the subnets that functions are put into. */
    public SubnetSelection subnets() {
        return SubnetSelection.builder()
                .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
                .build();
    }

    /** Returns the security group of the functions. */
    public ISecurityGroup securityGroup() {
        return securityGroup;
    }
}
