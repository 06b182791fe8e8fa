export default function TimeBar() {
  return <footer className="time" />;
}
