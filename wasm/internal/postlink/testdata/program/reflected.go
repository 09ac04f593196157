package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log"
	"log/slog"
	"reflect"
	"runtime"
	"runtime/debug"
	"strings"
)

type shape struct {
	Name  string         `json:"name"`
	Sides map[string]int `json:"sides,omitempty"`
	inner *shape
}

func (s *shape) Grow(by int, names ...string) (string, error) {
	runtime.GC()
	s.Name += strings.Join(names, "") + fmt.Sprint(by)
	return s.Name, nil
}

func (s shape) Twice(p *int) *int {
	runtime.GC()
	*p *= 2
	return p
}

// reflected calls by stubs whose arguments the collector finds in its own way.
func reflected() {
	s := &shape{Name: "square", Sides: map[string]int{"a": 1}}
	v := reflect.ValueOf(s)
	out := v.MethodByName("Grow").Call([]reflect.Value{reflect.ValueOf(4), reflect.ValueOf("x"), reflect.ValueOf("y")})
	fmt.Println(out[0], out[1].IsNil())
	grow := v.Method(0).Interface().(func(int, ...string) (string, error))
	fmt.Println(grow(5, "z"))
	n := 21
	fmt.Println(*v.Elem().MethodByName("Twice").Interface().(func(*int) *int)(&n))

	swap := reflect.MakeFunc(reflect.TypeFor[func(*node, string) (string, *node)](), func(args []reflect.Value) []reflect.Value {
		runtime.GC()
		tree(8, 1)
		down(200, new(int), nil)
		return []reflect.Value{args[1], args[0]}
	}).Interface().(func(*node, string) (string, *node))
	for i := range 5 {
		text, n := swap(tree(3, i), fmt.Sprint("text", i))
		fmt.Println(text, n.sum())
	}
	b, err := json.Marshal(s)
	fmt.Println(string(b), err)
	fmt.Println(json.Unmarshal([]byte(`{"name": 3}`), s))
	fmt.Printf("%T %v %T\n", s, reflect.TypeOf(s).Method(0).Name, swap)
}

// misused prints what package reflect says, which names its methods.
func misused() {
	one, s, none := reflect.ValueOf(1), reflect.ValueOf(shape{}), reflect.Value{}
	for _, f := range []func(){
		func() { one.Len() }, func() { one.NumField() }, func() { one.Elem() }, func() { one.Close() },
		func() { one.MapKeys() }, func() { one.Bool() }, func() { one.SetInt(2) }, func() { one.Call(nil) },
		func() { one.Index(3) }, func() { one.IsNil() }, func() { one.Send(one) }, func() { one.Recv() },
		func() { s.Field(2).Set(s) }, func() { s.Field(0).SetString("a") }, func() { s.Field(2).Interface() },
		func() { none.Type() }, func() { none.IsZero() }, func() { none.Set(one) }, func() { none.NumMethod() },
		func() { s.FieldByName("none").Addr() }, func() { s.Method(3) }, func() { one.SetLen(1) }, func() { one.Complex() },
		func() { s.Field(9) }, func() { one.Slice(1, 2) }, func() { one.NumMethod(); one.Bytes() }, func() { one.TryRecv() },
	} {
		fmt.Println(caught(f))
	}
}

// callers asks for what is gone. It may print only what stays.
func callers() {
	pcs := make([]uintptr, 100)
	n := runtime.Callers(0, pcs)
	frames := runtime.CallersFrames(pcs[:n])
	count := 0
	for more := true; more; count++ {
		_, more = frames.Next()
	}
	fmt.Println(n > 2, count > 2)
	pc, _, _, ok := runtime.Caller(0)
	f := runtime.FuncForPC(pc)
	file, line := f.FileLine(pc)
	fmt.Println(ok, f != nil, f.Entry() != 0, len(f.Name()) > 0, len(file) > 0, line >= 0)
	fmt.Println(runtime.FuncForPC(1) == nil, runtime.FuncForPC(reflect.ValueOf(tree).Pointer()) != nil, runtime.FuncForPC(pc+1<<15) != nil)
	fmt.Println(len(debug.Stack()) > 0, runtime.Stack(make([]byte, 1<<16), true) > 0)
	log.New(io.Discard, "", log.Lshortfile|log.Llongfile).Println("with a line")
	slog.New(slog.NewTextHandler(io.Discard, &slog.HandlerOptions{AddSource: true})).Info("with a line")
}
