package dev.aria.embedded;

import dev.aria.core.file.FolderLock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A Redis server in a process of its own, on a free loopback port, with its data in one directory
 * (append-only file, synced each second). It ends with this process, even when that is killed; a
 * later start on the same directory finds what was written, up to a second before a crash.
 */
public final class EmbeddedRedis implements AutoCloseable {
  /** Runs the server with this shell's standard input kept aside, and stops it when that closes. */
  private static final String SHIM =
      "exec 3<&0; \"$@\" 3<&- >/dev/null 2>&1 & p=$!;"
          + " { cat <&3 >/dev/null; kill $p 2>/dev/null; } & w=$!;"
          + " trap 'kill $p 2>/dev/null' TERM INT;"
          + " while kill -0 $p 2>/dev/null; do wait $p; rc=$?; done; kill $w 2>/dev/null; exit $rc";

  private static final int POLLS = 1500;
  private static final int ORPHAN_POLLS = 500;
  private static final int POLL_MILLIS = 20;

  private final FolderLock lock;
  private final ChildProcess child;
  private final Path dir;
  private final List<Integer> ports;

  private EmbeddedRedis(FolderLock lock, ChildProcess child, Path dir, List<Integer> ports) {
    this.lock = lock;
    this.child = child;
    this.dir = dir;
    this.ports = ports;
  }

  /**
   * Starts the redis-server found on the PATH, or else the one that a Maven jar brings along.
   *
   * @throws ServerNotStarted if the directory is in use, no server runs here, or it fails to start
   */
  public static EmbeddedRedis start(Path dir) {
    return start(dir, Optional.empty(), List.of());
  }

  /**
   * Like {@link #start(Path)}, with a second port that speaks TLS and asks for no certificate.
   *
   * @param certificate of the server, PEM
   * @param key of the certificate, PEM, not encrypted
   */
  public static EmbeddedRedis startWithTls(Path dir, Path certificate, Path key) {
    return start(dir, Optional.empty(), List.of(certificate, key));
  }

  /**
   * Starts {@code server} on {@code dir}, made where missing; returns when it serves clients.
   *
   * @throws ServerNotStarted if the directory is in use or the server fails to start
   */
  public static EmbeddedRedis start(Path dir, Path server) {
    if (!RedisBinary.runs(server)) {
      throw new ServerNotStarted(
          "%s does not run; name a redis-server, or none to use the one found".formatted(server));
    }
    return start(dir, Optional.of(server), List.of());
  }

  /** {@code redis://host:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + ports.get(0);
  }

  /** {@code rediss://host:port}, of a server that was started with TLS. */
  public String tlsUri() {
    return "rediss://127.0.0.1:" + ports.get(1);
  }

  /** The server's process. */
  public ProcessHandle handle() {
    return running(dir).orElseGet(() -> child.process().toHandle());
  }

  /** Stops the server, everything written being on disk, and gives the directory back. */
  @Override
  public void close() {
    child.stop();
    lock.close();
  }

  private static EmbeddedRedis start(Path given, Optional<Path> named, List<Path> tls) {
    Path dir = given.toAbsolutePath();
    FolderLock lock = ServerFolder.lock(dir);
    try {
      awaitEndOfOrphan(dir);
      Path server = named.orElseGet(() -> RedisBinary.find(dir.resolve("redis-server")));
      return Ports.start(
          dir,
          tls.isEmpty() ? 1 : 2,
          ports -> start(lock, dir, command(dir, server, ports, tls), ports));
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static EmbeddedRedis start(
      FolderLock lock, Path dir, List<String> command, List<Integer> ports) {
    ChildProcess child = ChildProcess.start("redis", command, dir.resolve("stderr.log"));
    for (int poll = 0; poll < POLLS && !child.endsWithin(POLL_MILLIS); poll++) {
      if (answers(ports.get(0))) {
        return new EmbeddedRedis(lock, child, dir, ports);
      }
    }
    child.stop();
    throw new ServerNotStarted(
        "the Redis server on %s did not start: %s"
            .formatted(dir, ChildProcess.tail(dir.resolve("server.log"))));
  }

  private static List<String> command(Path dir, Path server, List<Integer> ports, List<Path> tls) {
    List<String> command = new ArrayList<>(command(dir, server, ports.get(0)));
    if (!tls.isEmpty()) {
      command.addAll(List.of("--tls-port", ports.get(1).toString(), "--tls-auth-clients", "no"));
      command.addAll(List.of("--tls-cert-file", tls.get(0).toString()));
      command.addAll(List.of("--tls-key-file", tls.get(1).toString()));
    }
    return command;
  }

  private static List<String> command(Path dir, Path server, int port) {
    return List.of(
        "/bin/sh",
        "-c",
        SHIM,
        "redis-shim",
        server.toString(),
        "--port",
        Integer.toString(port),
        "--bind",
        "127.0.0.1",
        "--dir",
        dir.toString(),
        "--pidfile",
        dir.resolve("pid").toString(),
        "--logfile",
        dir.resolve("server.log").toString(),
        "--appendonly",
        "yes",
        "--appendfsync",
        "everysec",
        "--save",
        "");
  }

  /** Whether a server that has loaded its data answers at {@code port}. */
  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(1000);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(5);
      return new String(answer, StandardCharsets.US_ASCII).equals("+PONG");
    } catch (IOException notYet) {
      return false;
    }
  }

  /** A server whose parent was killed goes on for a moment, and would write to the same file. */
  private static void awaitEndOfOrphan(Path dir) {
    for (int poll = 0; running(dir).isPresent(); poll++) {
      if (poll == ORPHAN_POLLS) {
        throw new ServerNotStarted("another Redis server still runs on " + dir + "; stop it");
      }
      pause(running(dir));
    }
  }

  private static void pause(Optional<ProcessHandle> orphan) {
    try {
      if (orphan.isPresent()) {
        orphan.get().onExit().get(POLL_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException stillThere) {
      return; // looked at again; an unreaped process never completes onExit
    } catch (ExecutionException e) {
      throw new ServerNotStarted("cannot watch the Redis server that runs already", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerNotStarted("interrupted while Redis started", e);
    }
  }

  private static Optional<ProcessHandle> running(Path dir) {
    Path file = dir.resolve("pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readString(file).trim()))
              .filter(p -> p.info().command().filter(c -> c.contains("redis")).isPresent())
          : Optional.empty();
    } catch (IOException | NumberFormatException unreadable) {
      return Optional.empty(); // being written, or deleted on the way out
    }
  }
}
