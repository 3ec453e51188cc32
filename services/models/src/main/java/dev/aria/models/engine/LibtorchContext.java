package dev.aria.models.engine;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.Function;
import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;
import java.util.Map;

/**
 * The switches of libtorch ({@code at::Context}) that DJL has no call for, reached by their C++
 * names: {@link TorchEngine} lets one version of libtorch in, which fixes them. They hold for the
 * whole process.
 */
final class LibtorchContext {
  /** RTLD_LAZY without RTLD_GLOBAL: what libtorch exports must not get into other libraries. */
  private static final int OPEN_LAZY = 1;

  private static final String CURRENT = "_ZN2at13globalContextEv";
  private static final String SET_DETERMINISTIC = "_ZN2at7Context21setDeterministicCuDNNEb";
  private static final String DETERMINISTIC = "_ZNK2at7Context18deterministicCuDNNEv";

  private final Pointer context;
  private final Function setDeterministic;
  private final Function deterministic;

  private LibtorchContext(NativeLibrary libtorch) {
    context = libtorch.getFunction(CURRENT).invokePointer(new Object[0]);
    setDeterministic = libtorch.getFunction(SET_DETERMINISTIC);
    deterministic = libtorch.getFunction(DETERMINISTIC);
  }

  /**
   * Of the libtorch that DJL has loaded.
   *
   * @throws EngineUnavailable when it has no such switches
   */
  static LibtorchContext loaded() {
    Path file = Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu"));
    try {
      return new LibtorchContext(
          NativeLibrary.getInstance(file.toString(), Map.of(Library.OPTION_OPEN_FLAGS, OPEN_LAZY)));
    } catch (UnsatisfiedLinkError e) {
      throw new EngineUnavailable(
          "%s has no switch for deterministic cuDNN kernels, without which a student trained on a GPU cannot be recovered exactly; use libtorch %s as PyTorch publishes it"
              .formatted(file, TorchEngine.VERSION),
          e);
    }
  }

  /**
   * Without it cuDNN may add the parts of a convolution's weight gradient in any order (seen on an
   * H200: no two of 60 gradients of a small U-Net were equal; docs/results/gpu.md).
   */
  void chooseDeterministicKernels() {
    setDeterministic.invokeVoid(new Object[] {context, 1});
  }

  boolean isDeterministic() {
    int register = deterministic.invokeInt(new Object[] {context});
    return (register & 0xff) != 0; // a C++ bool is one byte
  }
}
