package dev.sallyport.emulation.bus;

import dev.sallyport.emulation.protocol.ServiceException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The buses and their rules. Safe for any number of threads. */
final class Buses implements AutoCloseable {

    static final String DEFAULT = "default";

    private final Map<String, Map<String, Rule>> rulesByBus = new LinkedHashMap<>();

    Buses() {
        rulesByBus.put(DEFAULT, new LinkedHashMap<>());
    }

    synchronized void create(String bus) throws ServiceException {
        if (rulesByBus.putIfAbsent(bus, new LinkedHashMap<>()) != null) {
            throw ServiceException.of("ResourceAlreadyExistsException", "Event bus " + bus + " already exists.");
        }
    }

    synchronized boolean contains(String bus) {
        return rulesByBus.containsKey(bus);
    }

    synchronized List<String> names() {
        return List.copyOf(rulesByBus.keySet());
    }

    /** Returns the rules of a bus; none if there is no such bus. */
    synchronized List<Rule> rulesOf(String bus) {
        return new ArrayList<>(rulesByBus.getOrDefault(bus, Map.of()).values());
    }

    synchronized Rule ruleOrNew(String bus, String name) throws ServiceException {
        return bus(bus).computeIfAbsent(name, Rule::new);
    }

    synchronized Rule rule(String bus, String name) throws ServiceException {
        @Nullable Rule rule = bus(bus).get(name);
        if (rule == null) {
            throw ServiceException.of(
                    "ResourceNotFoundException", "Rule " + name + " does not exist on EventBus " + bus + ".");
        }
        return rule;
    }

    private Map<String, Rule> bus(String bus) throws ServiceException {
        Map<String, Rule> rules = rulesByBus.get(bus);
        if (rules == null) {
            throw noSuchBus(bus);
        }
        return rules;
    }

    static ServiceException noSuchBus(String bus) {
        return ServiceException.of("ResourceNotFoundException", "Event bus " + bus + " does not exist.");
    }

    @Override
    public synchronized void close() {
        rulesByBus.values().forEach(rules -> rules.values().forEach(Rule::close));
    }
}
