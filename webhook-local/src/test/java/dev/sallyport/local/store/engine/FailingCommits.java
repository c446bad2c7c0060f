package dev.sallyport.local.store.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;

/** Opens sessions whose commits fail in a given way. */
final class FailingCommits {

    private FailingCommits() {}

    /** Opens a session whose commits fail with what the reference holds, as long as it holds something. */
    static SqliteSession open(Path database, AtomicReference<SQLException> fault) throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
        return new SqliteSession((Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    Object result = invoke(method, connection, arguments);
                    return method.getName().equals("prepareStatement") && arguments[0].equals("COMMIT")
                            ? failing((PreparedStatement) result, fault)
                            : result;
                }));
    }

    private static PreparedStatement failing(PreparedStatement commit, AtomicReference<SQLException> fault) {
        return (PreparedStatement) Proxy.newProxyInstance(
                PreparedStatement.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (proxy, method, arguments) -> {
                    SQLException thrown = fault.get();
                    if (method.getName().equals("executeUpdate") && thrown != null) {
                        throw thrown;
                    }
                    return invoke(method, commit, arguments);
                });
    }

    private static Object invoke(java.lang.reflect.Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
