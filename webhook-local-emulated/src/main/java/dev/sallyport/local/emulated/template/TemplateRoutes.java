package dev.sallyport.local.emulated.template;

import dev.sallyport.local.emulated.front.ApiRoute;
import dev.sallyport.local.emulated.front.ApiRoute.Access;
import dev.sallyport.local.emulated.template.Template.Resource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the routes of a REST API out of its resources and methods. For one thread. */
public final class TemplateRoutes {

    private final Template template;
    private final TemplateReferences references;

    public TemplateRoutes(Template template, TemplateReferences references) {
        this.template = template;
        this.references = references;
    }

    /** Returns the routes, exact ones before greedy ones; functions are named by their logical ids. */
    public List<ApiRoute> read() {
        List<ApiRoute> routes = new ArrayList<>();
        template.ofType("AWS::ApiGateway::Method").values().forEach(method -> {
            String function = functionIn(method.properties().get("Integration"));
            if (function != null) {
                routes.add(new ApiRoute(
                        String.valueOf(method.properties().get("HttpMethod")),
                        pathOf(method.properties().get("ResourceId")),
                        function,
                        "AWS_IAM".equals(method.properties().get("AuthorizationType"))
                                ? Access.OPERATORS
                                : Access.OPEN));
            }
        });
        routes.sort(Comparator.comparing(route -> route.path().contains("+}")));
        return routes;
    }

    private String pathOf(@Nullable Object reference) {
        Resource resource =
                template.resources().get(String.valueOf(Values.object(reference).get("Ref")));
        // What refers to no resource refers to the root of the API.
        return resource == null
                ? ""
                : pathOf(resource.properties().get("ParentId"))
                        + '/'
                        + resource.properties().get("PathPart");
    }

    /** Returns the function that an integration's address names, wherever in it. */
    private @Nullable String functionIn(@Nullable Object value) {
        if (value instanceof List<?> list) {
            for (Object item : list) {
                String found = functionIn(item);
                if (found != null) {
                    return found;
                }
            }
            return null;
        }
        Map<String, Object> object = Values.object(value);
        String id = String.valueOf(object.get("Ref"));
        Resource referred = template.resources().get(id);
        if (referred != null) {
            return switch (referred.type()) {
                case TemplateReferences.ALIAS -> references.functionOf(referred);
                case TemplateReferences.FUNCTION -> id;
                default -> null;
            };
        }
        return functionIn(new ArrayList<>(object.values()));
    }
}
