package dev.sallyport.infra.function;

import dev.sallyport.infra.settings.Acceptance;
import dev.sallyport.infra.settings.Foundation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.services.iam.PolicyDocument;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.iam.ServicePrincipal;
import software.amazon.awscdk.services.logs.LogGroup;
import software.constructs.Construct;

/**
 * Makes the role of one function from the catalogue: what its code does, its log, its traces, and nothing that the CDK
 * would add by itself. The policy is part of the role, so that nothing runs before it is in force.
 */
final class FunctionRole {

    /** The Lambda service attaches a function to a network under the function's role; none of it can be narrowed down. */
    private static final List<String> NETWORK_ACTIONS = List.of(
            "ec2:AssignPrivateIpAddresses",
            "ec2:CreateNetworkInterface",
            "ec2:DeleteNetworkInterface",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:UnassignPrivateIpAddresses");

    private FunctionRole() {}

    static Role make(
            Construct scope,
            WebhookFunction function,
            Foundation foundation,
            FunctionGrants grants,
            LogGroup log,
            boolean inNetwork) {
        List<PolicyStatement> statements = new ArrayList<>();
        for (Permission permission : function.permissions()) {
            List<String> arns = grants.of(function, permission.resource());
            if (!arns.isEmpty()) {
                statements.add(allow(permission.actions(), arns));
            }
        }
        statements.add(allow(List.of("logs:CreateLogStream", "logs:PutLogEvents"), List.of(log.getLogGroupArn())));
        statements.add(allow(List.of("xray:PutTelemetryRecords", "xray:PutTraceSegments"), List.of("*")));
        if (foundation.key() != null) {
            statements.add(allow(
                    List.of("kms:Decrypt", "kms:GenerateDataKey"),
                    List.of(foundation.key().getKeyArn())));
        }
        if (inNetwork) {
            statements.add(allow(NETWORK_ACTIONS, List.of("*")));
        }
        Role role = Role.Builder.create(scope, "Role")
                .roleName(foundation.names().of("webhook-" + function.slug()))
                .assumedBy(
                        ServicePrincipal.Builder.create("lambda.amazonaws.com").build())
                .inlinePolicies(Map.of(
                        "access",
                        PolicyDocument.Builder.create().statements(statements).build()))
                .build();
        Acceptance.of(
                role,
                "IAM5",
                "Wildcards are: objects of the archive and indexes of the table, which the function serves all of; the"
                        + " random end of an existing secret's ARN; traces and network interfaces, whose actions know"
                        + " no resource.");
        return role;
    }

    private static PolicyStatement allow(List<String> actions, List<String> resources) {
        return PolicyStatement.Builder.create()
                .actions(actions)
                .resources(resources)
                .build();
    }
}
