package dev.sallyport.emulation.service;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Lets S3Mock take one write of an object at a time. It looks whether an object is there and then writes, so that of
 * several writers of a free key more than one was told to have been the first.
 */
public final class OneWriterAtATime implements Filter {

    private static final int LOCKS = 64;

    private final Lock[] locks =
            Stream.generate(ReentrantLock::new).limit(LOCKS).toArray(Lock[]::new);

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http) || !http.getMethod().equals("PUT")) {
            chain.doFilter(request, response);
            return;
        }
        Lock lock = locks[Math.floorMod(http.getRequestURI().hashCode(), LOCKS)];
        lock.lock();
        try {
            chain.doFilter(request, response);
        } finally {
            lock.unlock();
        }
    }
}
