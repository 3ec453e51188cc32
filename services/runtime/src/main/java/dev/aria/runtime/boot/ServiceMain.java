package dev.aria.runtime.boot;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/**
 * The {@code main} of every service. Exit codes: 0 when the run is finished or the process was told
 * to stop (SIGTERM, SIGINT), 1 when the service failed, 2 when its settings are refused.
 */
public final class ServiceMain {
  private static final long PATIENCE_SECONDS = 75;

  private ServiceMain() {}

  /** Runs the service until its end, and ends the process. */
  public static void run(String service, String[] args, ServiceStart start) {
    Locale.setDefault(Locale.ROOT); // numbers in names, files and commands are for machines
    CompletableFuture<Void> stop = new CompletableFuture<>();
    CompletableFuture<Integer> exit = new CompletableFuture<>();
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            LoggerFactory.getLogger(ServiceMain.class)
                .error("thread {} died: {}", thread.getName(), failure.toString(), failure));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(stop, exit), "aria-stop"));
    ParentWatch.begin(() -> System.exit(0));
    int code = new ServiceProcess(service, start, stop).run(args);
    exit.complete(code);
    if (!stop.isDone()) {
      System.exit(code);
    }
  }

  /** In the shutdown hook: the exit code is ours to choose only by halting. */
  private static void leave(CompletableFuture<Void> stop, CompletableFuture<Integer> exit) {
    if (!exit.isDone()) {
      stop.complete(null);
    }
    int code =
        exit.completeOnTimeout(ServiceProcess.FAILED, PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    Runtime.getRuntime().halt(code);
  }
}
