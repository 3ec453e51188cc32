package dev.aria.console.thread;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import dev.aria.core.thread.DaemonThreads;
import java.util.concurrent.ThreadFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes threads that use what processor time nobody else wants, so that whoever watches a run does
 * not slow it down. Linux has a nice value for each thread; elsewhere, and where the native library
 * that sets it cannot be loaded, they are threads like any other.
 *
 * @param name of each thread
 */
public record BackgroundThreads(String name) implements ThreadFactory {
  private static final Logger LOG = LoggerFactory.getLogger(BackgroundThreads.class);

  /** The lowest priority that setpriority(2) knows. */
  private static final int NICEST = 19;

  private static final int OF_ONE = 0;
  private static final int CALLING_THREAD = 0;

  @Override
  public Thread newThread(Runnable task) {
    return new DaemonThreads(name)
        .newThread(
            () -> {
              giveWay();
              task.run();
            });
  }

  private static void giveWay() {
    try {
      if (Platform.isLinux()) {
        NativeLibrary.getProcess()
            .getFunction("setpriority")
            .invokeInt(new Object[] {OF_ONE, CALLING_THREAD, NICEST});
      }
    } catch (LinkageError e) {
      LOG.debug("a thread of the console keeps its usual priority", e);
    }
  }
}
