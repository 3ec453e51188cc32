package dev.aria.models.engine;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one PyTorch engine of this process: libtorch 2.7.1 through DJL 0.35.1, from jars alone.
 * Another libtorch has another C++ layout and can corrupt values silently, so it is refused.
 * Convolutions are held to kernels that give the same bits every time: on a CPU by leaving out
 * oneDNN, on a GPU by cuDNN's deterministic ones.
 */
public final class TorchEngine {
  /** The libtorch version that the native jar holds and DJL's JNI was built for. */
  public static final String VERSION = "2.7.1";

  private static final String THREADS = "ai.djl.pytorch.num_threads";
  private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";

  private TorchEngine() {}

  /**
   * Starts the engine if it does not run yet. Threads follow the system property {@code
   * ai.djl.pytorch.num_threads} (default 1); a student's bits depend on that number. Set {@code
   * OMP_WAIT_POLICY=PASSIVE} in the environment wherever it is above 1 on shared cores.
   *
   * @throws EngineUnavailable when libtorch cannot be loaded or is not {@link #VERSION}
   */
  public static Engine start() {
    return Started.START.engine();
  }

  /** Version of DJL on the class path; loads no libtorch. */
  public static String djlVersion() {
    return Engine.getDjlVersion();
  }

  /** A manager for values that live on {@code device}; the caller closes it. */
  static PtNDManager newManager(Device device) {
    return (PtNDManager) start().newBaseManager(device);
  }

  /** Intra-op threads the engine was told to use. */
  public static int threads() {
    return Integer.getInteger(THREADS, 1);
  }

  private static Engine load() {
    refuseForeignLibrary(System.getenv("PYTORCH_VERSION"), System.getenv("PYTORCH_LIBRARY_PATH"));
    FreedMemory.keep(System.getenv());
    setUnlessGiven("ai.djl.offline", "true");
    setUnlessGiven("OPT_OUT_TRACKING", "true");
    setUnlessGiven(THREADS, "1");
    setUnlessGiven(INTEROP_THREADS, "1");
    Engine engine = loaded();
    refuseOtherVersion(engine.getVersion());
    if (ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
      throw new EngineUnavailable("this machine is big-endian; tensors here are little-endian");
    }
    LibtorchContext.loaded().chooseWrittenMemoryOnly();
    if (engine.getGpuCount() > 0) {
      chooseRepeatableKernels();
    }
    return engine;
  }

  /** For the whole process; autotuning would choose by time, differently in each process. */
  static void chooseRepeatableKernels() {
    LibtorchContext.loaded().chooseDeterministicKernels();
    JniUtils.setBenchmarkCuDNN(false);
  }

  private static Engine loaded() {
    try {
      return Engine.getEngine("PyTorch");
    } catch (RuntimeException | LinkageError e) {
      throw new EngineUnavailable(
          "libtorch %s could not be loaded; it is unpacked once (449 MB) under ENGINE_CACHE_DIR, else DJL_CACHE_DIR, else ~/.djl.ai: is that folder writable, and are pytorch-jni and pytorch-native-cpu of that version on the class path?"
              .formatted(VERSION),
          e);
    }
  }

  /** A wrong {@code PYTORCH_VERSION} would be downloaded, a wrong library path mix C++ layouts. */
  static void refuseForeignLibrary(@Nullable String version, @Nullable String libraryPath) {
    if (version != null && !version.equals(VERSION)) {
      throw new EngineUnavailable(
          "PYTORCH_VERSION is %s, but only libtorch %s works; unset it"
              .formatted(version, VERSION));
    }
    if (libraryPath != null && version == null) {
      throw new EngineUnavailable(
          "PYTORCH_LIBRARY_PATH is %s: set PYTORCH_VERSION=%s beside it if that is what lies there, else unset it"
              .formatted(libraryPath, VERSION));
    }
  }

  static void refuseOtherVersion(String version) {
    if (!version.equals(VERSION) && !version.startsWith(VERSION + "+")) {
      throw new EngineUnavailable(
          "the PyTorch engine says version %s, needed is %s; align pytorch-jni and pytorch-native-cpu"
              .formatted(version, VERSION));
    }
  }

  private static void setUnlessGiven(String property, String value) {
    System.setProperty(property, Objects.requireNonNullElse(System.getProperty(property), value));
  }

  private static final class Started {
    static final EngineStart START = EngineStart.of(TorchEngine::load);
  }
}
