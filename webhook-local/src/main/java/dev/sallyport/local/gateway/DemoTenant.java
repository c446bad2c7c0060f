package dev.sallyport.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sallyport.core.delivery.TenantId;
import dev.sallyport.core.delivery.tenant.Scope;
import dev.sallyport.core.port.in.ManageTenantsUseCase;
import dev.sallyport.core.port.in.ManageTenantsUseCase.IssuedKey;
import dev.sallyport.hosting.config.GatewayConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** The tenant of a configuration for trying things out, and where its API key lies. */
public final class DemoTenant {

    /** Its id. */
    public static final TenantId ID = new TenantId("demo");

    private static final String FILE = "demo-api-key.secret";

    private DemoTenant() {}

    /**
     * Returns the file with the tenant's API key; where there is none yet, one is issued.
     *
     * @return null if the configuration has no such tenant
     * @throws UncheckedIOException if the file cannot be written
     */
    public static @Nullable Path keyFile(Path data, GatewayConfig config, ManageTenantsUseCase managing) {
        if (!config.delivery().tenants().containsKey(ID)) {
            return null;
        }
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            IssuedKey issued = managing.issueKey(ID, "demo", EnumSet.allOf(Scope.class), null);
            if (issued == null) {
                return null;
            }
            write(file, issued.token().reveal());
        }
        return file;
    }

    private static void write(Path file, String key) {
        try {
            if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(file, key + "\n", UTF_8);
            } else {
                Files.writeString(file, key + "\n", UTF_8, StandardOpenOption.CREATE_NEW);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
